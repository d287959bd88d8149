package io.cloister.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where models are put. */
class PlacementTests {

    private static final Device FIRST = new Device(0);
    private static final Device SECOND = new Device(1);

    private final Placement placement = new Placement(List.of(FIRST, SECOND), 4);

    @Test
    void theDeviceWithTheFewestBytesComesFirst() {
        assertThat(placement.emptiestFirst()).containsExactly(FIRST, SECOND);
        placement.note(FIRST, 10);
        assertThat(placement.emptiestFirst()).containsExactly(SECOND, FIRST);
        placement.note(SECOND, 20);
        assertThat(placement.emptiestFirst()).containsExactly(FIRST, SECOND);
        placement.note(SECOND, -20);
        assertThat(placement.emptiestFirst()).containsExactly(SECOND, FIRST);
    }

    @Test
    void aModelHasNoMoreReplicasThanThereAreDevices() {
        assertThat(placement.replicas()).isEqualTo(2);
    }
}
