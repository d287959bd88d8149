package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Set;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto;
import onnx.TensorShapeProto;
import onnx.TypeProto;
import onnx.ValueInfoProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where decoders run. */
enum ComputeDevice {
    CPU,
    CUDA;

    private static final Logger LOG = LoggerFactory.getLogger(ComputeDevice.class);

    /** CUDA where this build has it and a device computes something, else the CPU; says which in the log. */
    static ComputeDevice choose(OrtEnvironment environment, Set<OrtProvider> available) {
        if (!available.contains(OrtProvider.CUDA)) {
            LOG.info("Models run on the CPU: this build of ONNX Runtime has no CUDA.");
            return CPU;
        }
        try (var options = new OrtSession.SessionOptions()) {
            CUDA.addTo(options);
            environment.createSession(probe(), options).close();
            LOG.info("Models run on CUDA device 0.");
            return CUDA;
        } catch (OrtException e) {
            LOG.warn("Models run on the CPU: no CUDA device answers ({}).", firstLine(e));
            return CPU;
        }
    }

    void addTo(OrtSession.SessionOptions options) throws OrtException {
        if (this == CUDA) {
            options.addCUDA(0);
        }
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** The smallest graph: y = x + x. */
    private static byte[] probe() {
        return ModelProto.newBuilder()
                .setIrVersion(10)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(21))
                .setGraph(GraphProto.newBuilder()
                        .setName("probe")
                        .addInput(one("x"))
                        .addOutput(one("y"))
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Add")
                                .addInput("x")
                                .addInput("x")
                                .addOutput("y")))
                .build()
                .toByteArray();
    }

    private static ValueInfoProto one(String name) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
