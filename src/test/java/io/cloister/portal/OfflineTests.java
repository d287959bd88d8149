package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte leaves the house. */
@PortalTest
class OfflineTests {

    private final Portal portal;

    OfflineTests(Portal portal) {
        this.portal = portal;
    }

    @Test
    void aWholeQuestionReadsAndWritesNoSocketBeyondLoopback(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sockets.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.SocketRead").withThreshold(Duration.ZERO);
            recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO);
            recording.start();
            assertThat(portal.signIn("clara").ask(EmployeeStoryTests.QUESTION).body())
                    .contains("within 7 days");
            recording.stop();
            recording.dump(file);
        }

        Set<String> addresses = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("jdk.Socket"))
                .map(OfflineTests::address)
                .collect(Collectors.toSet());

        assertThat(addresses)
                .as("at least the database is spoken to")
                .isNotEmpty()
                .allSatisfy(address -> assertThat(InetAddress.getByName(address).isLoopbackAddress())
                        .isTrue());
    }

    /** Loading the models and their native libraries included: this covers everything since the process began. */
    @Test
    void noNameOutsideWasEverLookedUp() {
        assertThat(LookedUpNames.ALL).isNotEmpty().isSubsetOf(houseNames());
    }

    private static List<String> houseNames() {
        try {
            return List.of("localhost", "127.0.0.1", InetAddress.getLocalHost().getHostName());
        } catch (IOException e) {
            return List.of("localhost", "127.0.0.1");
        }
    }

    private static String address(RecordedEvent event) {
        return event.getString("address");
    }
}
