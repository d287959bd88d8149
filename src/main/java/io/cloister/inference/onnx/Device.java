package io.cloister.inference.onnx;

/**
 * Where a session computes and keeps its tensors.
 *
 * @param cuda number of the CUDA device, from 0; {@link #NONE} for the CPU
 */
public record Device(int cuda) {

    private static final int NONE = -1;

    public static final Device CPU = new Device(NONE);

    /** Whether the program reads and writes its memory directly. */
    public boolean host() {
        return cuda == NONE;
    }

    /** As ONNX Runtime calls its memory. */
    public String memory() {
        return host() ? "Cpu" : "Cuda";
    }

    public int number() {
        return host() ? 0 : cuda;
    }
}
