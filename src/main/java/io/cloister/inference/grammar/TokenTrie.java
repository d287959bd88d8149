package io.cloister.inference.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tokens of a vocabulary by their bytes: a prefix tree in preorder, the root is node 0 without a byte. */
final class TokenTrie {

    private static final int NONE = -1;

    private final int vocabulary;
    private byte[] bytes = new byte[1024];
    private short[] depths = new short[1024];
    private int[] ends = new int[1024];
    private int[] tokens = new int[1024];
    private int size;

    /** The next token of the same bytes, for each token. */
    private final int[] twins;

    /** @param spelled bytes of each token; none for those that never come */
    TokenTrie(byte[][] spelled) {
        vocabulary = spelled.length;
        twins = new int[vocabulary];
        Arrays.fill(twins, NONE);
        Integer[] sorted = IntStream.range(0, vocabulary)
                .filter(token -> spelled[token].length > 0 && spelled[token].length < Short.MAX_VALUE)
                .boxed()
                .sorted(Comparator.comparing(token -> spelled[token], Arrays::compareUnsigned))
                .toArray(Integer[]::new);
        node((byte) 0, 0);
        int[] path = new int[16];
        byte[] before = {};
        for (int token : sorted) {
            byte[] word = spelled[token];
            int shared = Arrays.mismatch(before, word);
            if (shared < 0) {
                twins[token] = tokens[path[word.length]];
                tokens[path[word.length]] = token;
                continue;
            }
            close(path, shared, before.length);
            path = word.length < path.length ? path : Arrays.copyOf(path, word.length + 16);
            for (int i = shared; i < word.length; i++) {
                path[i + 1] = node(word[i], i + 1);
            }
            tokens[path[word.length]] = token;
            before = word;
        }
        close(path, 0, before.length);
        ends[0] = size;
    }

    private void close(int[] path, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            ends[path[i]] = size;
        }
    }

    private int node(byte value, int depth) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
            depths = Arrays.copyOf(depths, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        bytes[size] = value;
        depths[size] = (short) depth;
        tokens[size] = NONE;
        return size++;
    }

    int vocabulary() {
        return vocabulary;
    }

    /** What follows a byte, 0 to 255; null where nothing does. */
    interface Step<S> {
        @Nullable S next(S from, int value);
    }

    /** What is done at a node that can be reached. */
    interface Visitor<S> {
        void at(int node, S state);
    }

    /** Follows all tokens below a node as far as the steps go. */
    <S> void walk(int root, S from, Step<S> step, Visitor<S> visitor) {
        int above = depths[root];
        List<S> path = new ArrayList<>();
        path.add(from);
        int node = root + 1;
        int end = ends[root];
        while (node < end) {
            int depth = depths[node] - above;
            S next = step.next(path.get(depth - 1), Byte.toUnsignedInt(bytes[node]));
            if (next == null) {
                node = ends[node];
            } else {
                path.subList(depth, path.size()).clear();
                path.add(next);
                visitor.at(node, next);
                node++;
            }
        }
    }

    boolean hasToken(int node) {
        return tokens[node] != NONE;
    }

    boolean hasChildren(int node) {
        return ends[node] > node + 1;
    }

    /** Sets the bits of all tokens that end at a node. */
    void mark(int node, long[] mask) {
        for (int token = tokens[node]; token != NONE; token = twins[token]) {
            mask[token >> 6] |= 1L << token;
        }
    }
}
