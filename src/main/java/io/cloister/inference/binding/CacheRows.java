package io.cloister.inference.binding;

import io.cloister.inference.binding.DecoderShape.Cache;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of all rows' caches: for each cache one tensor [rows, heads, capacity, width], so that neighbouring rows
 * are one tensor, too. On the CPU the system gives a page when it is first written; what no text reached costs nothing.
 */
final class CacheRows implements AutoCloseable {

    private final NativeSession session;
    private final List<Cache> caches;
    private final int rows;
    private final int capacity;
    private final List<NativeTensor> whole = new ArrayList<>();
    private final List<MemorySegment> memory = new ArrayList<>();

    @SuppressWarnings("restricted") // the memory is the runtime's
    CacheRows(NativeSession session, List<Cache> caches, int rows, int capacity) {
        this.session = session;
        this.caches = caches;
        this.rows = rows;
        this.capacity = capacity;
        try {
            for (Cache cache : caches) {
                NativeTensor tensor = session.allocate(cache.type(), rows, cache.heads(), capacity, cache.width());
                whole.add(tensor);
                memory.add(session.address(tensor).reinterpret(rows * rowBytes(cache)));
            }
        } catch (RuntimeFailure e) {
            close();
            throw e;
        }
    }

    /** Bound into a graph as what it reads and what it writes, for some neighbouring rows. The caller closes them. */
    List<NativeTensor> bind(Binding binding, int first, int count) {
        var views = new ArrayList<NativeTensor>();
        for (int i = 0; i < caches.size(); i++) {
            Cache cache = caches.get(i);
            long row = rowBytes(cache);
            NativeTensor view = session.onDevice(
                    memory.get(i).asSlice(first * row, count * row),
                    cache.type(),
                    count,
                    cache.heads(),
                    capacity,
                    cache.width());
            views.add(view);
            binding.input(cache.past(), view);
            binding.output(cache.present(), view);
        }
        return views;
    }

    /** Copies tokens of a row between its cache and memory in which they lie close together. Only on the CPU. */
    void copy(int row, int from, int count, MemorySegment other, boolean out) {
        long offset = 0;
        for (int i = 0; i < caches.size(); i++) {
            Cache cache = caches.get(i);
            long bytes = cache.bytes(count);
            for (int head = 0; head < cache.heads(); head++) {
                long place = row * rowBytes(cache) + head * cache.bytes(capacity) + cache.bytes(from);
                if (out) {
                    MemorySegment.copy(memory.get(i), place, other, offset, bytes);
                } else {
                    MemorySegment.copy(other, offset, memory.get(i), place, bytes);
                }
                offset += bytes;
            }
        }
    }

    /** Gives the memory that a row has taken back to the system. Only on the CPU. */
    void release(int row) {
        for (int i = 0; i < caches.size(); i++) {
            long bytes = rowBytes(caches.get(i));
            SystemMemory.release(memory.get(i).asSlice(row * bytes, bytes));
        }
    }

    int rows() {
        return rows;
    }

    int capacity() {
        return capacity;
    }

    private long rowBytes(Cache cache) {
        return cache.heads() * cache.bytes(capacity);
    }

    @Override
    public void close() {
        whole.forEach(NativeTensor::close);
        whole.clear();
    }
}
