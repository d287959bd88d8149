package io.cloister.inference.onnx;

import java.util.List;
import onnx.AttributeProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;

/**
 * Writes layer normalisation as SkipLayerNormalization(x, x), which ONNX Runtime 1.29 computes about five times as fast
 * on a CPU as LayerNormalization; in small encoders the latter takes a quarter of the time. Scaling a row does not change
 * what normalising makes of it, so the sum x + x gives the same numbers, with four times the epsilon.
 */
final class NormalizationRewrite {

    private static final String DOMAIN = "com.microsoft";

    private NormalizationRewrite() {}

    static ModelProto apply(ModelProto model) {
        var pattern = new NormalizationPattern(model.getGraph());
        ModelProto.Builder rewritten = model.toBuilder();
        boolean any = false;
        List<NodeProto> nodes = model.getGraph().getNodeList();
        for (int i = 0; i < nodes.size(); i++) {
            NormalizationPattern.Match match = pattern.match(nodes.get(i));
            if (match != null) {
                // What else the pattern consists of is left to the runtime, which drops what nobody reads.
                rewritten.getGraphBuilder().setNode(i, node(nodes.get(i), match));
                any = true;
            }
        }
        boolean known = model.getOpsetImportList().stream()
                .anyMatch(set -> set.getDomain().equals(DOMAIN));
        if (any && !known) {
            rewritten.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(DOMAIN).setVersion(1));
        }
        return any ? rewritten.build() : model;
    }

    private static NodeProto node(NodeProto replaced, NormalizationPattern.Match match) {
        return NodeProto.newBuilder()
                .setOpType("SkipLayerNormalization")
                .setDomain(DOMAIN)
                .setName(replaced.getName() + "/normalized")
                .addInput(match.values())
                .addInput(match.values())
                .addInput(match.scale())
                .addInput(match.shift())
                .addOutput(replaced.getOutput(0))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("epsilon")
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setF(4 * match.epsilon()))
                .build();
    }
}
