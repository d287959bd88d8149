package io.cloister.catalog.intake;

import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.hub.Hub;
import io.cloister.catalog.hub.HubAddress;
import io.cloister.catalog.hub.HubListing;
import java.io.IOException;
import java.nio.file.Path;

/** A repository of a hub. What was downloaded is kept where the import fails; the next one goes on with it. */
record HubSource(HubAddress address, Hub hub, Staging staging, FreeSpace space) implements ModelSource {

    @Override
    public void check() {
        hub.requireAddress();
    }

    @Override
    public Path fetch(Path job, ImportProgress progress) throws IOException {
        HubListing listing = hub.list(address);
        progress.foundOrigin(new Source(hub.addressOf(address), listing.commit()));
        Path folder = staging.adopt(job, staging.download(listing.key()));
        space.require(listing.bytes() - Hub.present(folder));
        hub.download(listing, folder, progress);
        return folder;
    }

    @Override
    public Source origin() {
        return new Source(hub.addressOf(address), null);
    }
}
