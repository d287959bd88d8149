package io.cloister.inference.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Silences ONNX Runtime before its first use. The published builds for Linux and macOS report process, models and
 * hardware to their maker unless the environment of the process says no when the library is loaded; a call to its API
 * comes too late. Since a Java program cannot change its environment, the C library's {@code setenv} does.
 */
final class OfflineRuntimeLibrary {

    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private OfflineRuntimeLibrary() {}

    /**
     * Sets the variable for this process.
     *
     * @throws IllegalStateException where that is impossible; the library must not be loaded then
     */
    // Restricted because it calls C; what it calls has been the same since POSIX.1-2001.
    @SuppressWarnings("restricted")
    static void enforce() {
        var linker = Linker.nativeLinker();
        MemorySegment setenv = linker.defaultLookup().find("setenv").orElse(null);
        if (setenv == null) {
            // Windows: no uploads from the library there, only local event tracing.
            return;
        }
        var signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (var arena = Arena.ofConfined()) {
            var function = linker.downcallHandle(setenv, signature);
            if ((int) function.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1) != 0) {
                throw new IllegalStateException("Telemetry of ONNX Runtime cannot be switched off. Start the program"
                        + " with " + VARIABLE + "=1 in its environment.");
            }
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Telemetry of ONNX Runtime cannot be switched off", e);
        }
    }
}
