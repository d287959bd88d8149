package io.cloister.inference.onnx;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which devices models lie on. Safe for use by many threads. */
public final class Placement {

    private final List<Device> devices;
    private final int replicas;
    private final Map<Device, Long> placed = new HashMap<>();

    /**
     * @param devices at least one
     * @param replicas of each model on different devices, as far as there are
     */
    Placement(List<Device> devices, int replicas) {
        this.devices = List.copyOf(devices);
        this.replicas = Math.min(replicas, devices.size());
    }

    /** Of each model. */
    public int replicas() {
        return replicas;
    }

    /** All devices, the one with the fewest bytes of models first. */
    public synchronized List<Device> emptiestFirst() {
        return devices.stream()
                .sorted(Comparator.comparingLong(device -> placed.getOrDefault(device, 0L)))
                .toList();
    }

    /** Notes bytes of a model that now lies on a device; negative where it was let go of. */
    public synchronized void note(Device device, long bytes) {
        placed.merge(device, bytes, Long::sum);
    }
}
