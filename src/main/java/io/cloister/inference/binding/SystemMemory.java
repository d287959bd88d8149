package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives pages back to the system without giving up their addresses: {@code madvise(2)} of Linux. */
final class SystemMemory {

    /** A multiple of every size that pages have. */
    private static final long PAGE = 65_536;

    private static final int DONT_NEED = 4;
    private static final @Nullable MethodHandle MADVISE = find();

    private SystemMemory() {}

    // Restricted because it calls C.
    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle find() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("madvise")
                .map(address ->
                        linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)))
                .orElse(null);
    }

    /** Forgets the content of the whole pages within some memory, where the system allows it; it reads as zeros then. */
    static void release(MemorySegment memory) {
        long begin = (memory.address() + PAGE - 1) / PAGE * PAGE;
        long end = (memory.address() + memory.byteSize()) / PAGE * PAGE;
        if (MADVISE == null || end <= begin) {
            return;
        }
        try {
            int result = (int) MADVISE.invokeExact(MemorySegment.ofAddress(begin), end - begin, DONT_NEED);
            if (result != 0) {
                throw new IllegalStateException("The system did not take memory back");
            }
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The system could not be asked to take memory back", e);
        }
    }
}
