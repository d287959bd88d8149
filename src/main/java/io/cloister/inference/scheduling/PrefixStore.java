package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was read of texts, kept in blocks of some tokens for texts that begin alike. Blocks form a tree: each belongs to
 * all that stood before it, compared token by token and never by a digest alone.
 *
 * <p>A block also belongs to a scope: that of everyone while it lies within the public beginning of a prompt, else the
 * department's of who asked. A text finds blocks of its own department and of everyone only, so neither content nor the
 * time of an answer tells one department what another has asked. What departments share is the bounded memory: the blocks
 * used least recently go first, whoever's they are, which tells how busy others are and nothing else.
 *
 * <p>Belongs to one thread.
 */
final class PrefixStore implements AutoCloseable {

    /** Tokens of a block. */
    static final int BLOCK = 32;

    private static final long ROOT = 0;

    private record Key(long parent, Scope scope, IntBuffer tokens) {}

    private record Scope(boolean everyone, String department) {}

    private record Block(long number, Arena arena, MemorySegment memory) {}

    private static final Scope EVERYONE = new Scope(true, "");

    private final DecoderRows rows;
    private final long most;
    private final Map<Key, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long created = ROOT;

    /** @param bytes most of it; nothing is kept where a block does not fit */
    PrefixStore(DecoderRows rows, long bytes) {
        this.rows = rows;
        this.most = rows.portable() ? bytes / (BLOCK * rows.bytesPerToken()) : 0;
    }

    /** Where a text stands in the tree. */
    static final class Place {
        private long parent = ROOT;
        private int saved;
    }

    /**
     * Fills a row with what is kept of a text's beginning; at least one token is left to read.
     *
     * @return number of tokens that need not be read
     */
    int restore(Sequence sequence, int row, Place place) {
        var found = new ArrayList<Key>();
        int last = (sequence.size() - 1) / BLOCK;
        while (found.size() < last) {
            Key key = key(sequence, found.size(), place.parent);
            Block block = blocks.get(key);
            if (block == null) {
                break;
            }
            rows.restore(row, found.size() * BLOCK, BLOCK, block.memory());
            place.parent = block.number();
            found.add(key);
        }
        // A block without those before it is of no use: they must go later.
        found.reversed().forEach(blocks::get);
        place.saved = found.size();
        return found.size() * BLOCK;
    }

    /** Keeps the full blocks that were read since. */
    void save(Sequence sequence, int row, Place place) {
        while (most > 0 && (place.saved + 1) * BLOCK <= sequence.read()) {
            Key key = key(sequence, place.saved, place.parent);
            Block block = blocks.get(key);
            if (block == null) {
                block = block();
                rows.save(row, place.saved * BLOCK, BLOCK, block.memory());
                blocks.put(key, block);
            }
            place.parent = block.number();
            place.saved++;
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the store
    private Block block() {
        if (blocks.size() < most) {
            Arena arena = Arena.ofConfined();
            return new Block(++created, arena, arena.allocate(BLOCK * rows.bytesPerToken(), 64));
        }
        // Its memory is used again: the system would have to clear new memory page by page.
        Iterator<Block> oldest = blocks.values().iterator();
        Block block = oldest.next();
        oldest.remove();
        return new Block(++created, block.arena(), block.memory());
    }

    private static Key key(Sequence sequence, int number, long parent) {
        int end = (number + 1) * BLOCK;
        boolean everyones = end <= sequence.request().publicTokens();
        Scope scope = everyones
                ? EVERYONE
                : new Scope(false, sequence.request().requester().department());
        return new Key(parent, scope, IntBuffer.wrap(Arrays.copyOfRange(sequence.tokens(), end - BLOCK, end)));
    }

    /** Bytes kept. */
    long bytes() {
        return rows.bytesPerToken() * BLOCK * blocks.size();
    }

    @Override
    public void close() {
        blocks.values().forEach(block -> block.arena().close());
        blocks.clear();
    }
}
