package io.cloister.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out the layout of a loaded graph, or why it is none that a text decoder can have. */
final class LayoutReader {

    private static final Set<OnnxJavaType> WHOLE = Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32);
    private static final Set<OnnxJavaType> FLOATING = Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16);

    private final DecoderNames names;
    private final Map<String, NodeInfo> inputs;
    private final Map<String, NodeInfo> outputs;
    private final Set<String> unread;

    private LayoutReader(OrtSession session, DecoderNames names) throws OrtException {
        this.names = names;
        this.inputs = session.getInputInfo();
        this.outputs = session.getOutputInfo();
        this.unread = new TreeSet<>(inputs.keySet());
    }

    static DecoderLayout read(OrtSession session, GraphFile file, DecoderNames names, DecoderLimits limits)
            throws OrtException, UnusableGraphException {
        return new LayoutReader(session, names).layout(file, limits.vocabulary());
    }

    private DecoderLayout layout(GraphFile file, int vocabulary) throws UnusableGraphException {
        DecoderLayout.Integers ids = integers(names.ids());
        DecoderLayout.Integers mask = integers(names.mask());
        DecoderLayout.Integers positions = inputs.containsKey(names.positions()) ? integers(names.positions()) : null;
        List<CacheTensor> cache = cache();
        DecoderLayout.Logits logits = logits(vocabulary);
        if (!unread.isEmpty()) {
            throw new UnusableGraphException(
                    "it has inputs that a text decoder does not have: " + String.join(", ", unread));
        }
        boolean inPlace = cache.stream()
                .allMatch(tensor -> !tensor.combined()
                        && tensor.present().equals(file.sharedCaches().get(tensor.past())));
        return new DecoderLayout(ids, mask, positions, logits, cache, inPlace);
    }

    private DecoderLayout.Integers integers(String name) throws UnusableGraphException {
        TensorInfo info = tensor(inputs.get(name), "input", name);
        require(WHOLE.contains(info.type) && info.getShape().length == 2, "input", name, "integers, [batch, tokens]");
        unread.remove(name);
        return new DecoderLayout.Integers(name, info.type);
    }

    private DecoderLayout.Logits logits(int vocabulary) throws UnusableGraphException {
        String name = names.logits();
        TensorInfo info = tensor(outputs.get(name), "output", name);
        long[] shape = info.getShape();
        long last = shape.length == 0 ? 0 : shape[shape.length - 1];
        long columns = last > 0 ? last : vocabulary;
        require(
                FLOATING.contains(info.type) && (shape.length == 2 || shape.length == 3) && columns > 0,
                "output",
                name,
                "floating point, [batch, tokens, vocabulary]");
        boolean lastOnly = shape.length == 2 || shape[1] == 1;
        return new DecoderLayout.Logits(name, info.type, shape.length, lastOnly, Math.toIntExact(columns));
    }

    private List<CacheTensor> cache() throws UnusableGraphException {
        var cache = new ArrayList<CacheTensor>();
        for (int layer = 0;
                layer == 0
                        || inputs.containsKey(DecoderNames.ofLayer(names.past().get(0), layer));
                layer++) {
            for (int part = 0; part < names.past().size(); part++) {
                cache.add(cacheTensor(
                        DecoderNames.ofLayer(names.past().get(part), layer),
                        DecoderNames.ofLayer(names.present().get(part), layer)));
            }
        }
        return List.copyOf(cache);
    }

    private CacheTensor cacheTensor(String past, String present) throws UnusableGraphException {
        boolean combined = names.past().size() == 1;
        TensorInfo info = tensor(inputs.get(past), "input", past);
        tensor(outputs.get(present), "output", present);
        long[] shape = info.getShape();
        int heads = combined ? 2 : 1;
        require(
                FLOATING.contains(info.type)
                        && shape.length == heads + 3
                        && shape[heads] > 0
                        && shape[heads + 2] > 0
                        && (!combined || shape[0] == 2),
                "input",
                past,
                combined
                        ? "floating point, [2, batch, heads, tokens, width]"
                        : "floating point, [batch, heads, tokens, width]");
        unread.remove(past);
        return new CacheTensor(
                past, present, info.type, combined, Math.toIntExact(shape[heads]), Math.toIntExact(shape[heads + 2]));
    }

    private static TensorInfo tensor(@Nullable NodeInfo node, String kind, String name) throws UnusableGraphException {
        if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
            throw new UnusableGraphException("it has no %s '%s'".formatted(kind, name));
        }
        return info;
    }

    private static void require(boolean fits, String kind, String name, String wanted) throws UnusableGraphException {
        if (!fits) {
            throw new UnusableGraphException("its %s '%s' is not what it should be: %s".formatted(kind, name, wanted));
        }
    }
}
