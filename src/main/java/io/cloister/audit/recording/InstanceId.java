package io.cloister.audit.recording;

import java.util.UUID;

/** Names one run of the software, from its start to its end. */
record InstanceId(String value) {

    static InstanceId random() {
        return new InstanceId(UUID.randomUUID().toString());
    }
}
