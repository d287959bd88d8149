package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
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

/** Finds what decoders can run on. */
final class Devices {

    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final int MOST = 16;

    private Devices() {}

    /** All CUDA devices that compute something, where this build has CUDA; else the CPU. Says which in the log. */
    static List<Device> find(OrtEnvironment environment, Set<OrtProvider> available) {
        if (!available.contains(OrtProvider.CUDA)) {
            LOG.info("Models run on the CPU: this build of ONNX Runtime has no CUDA.");
            return List.of(Device.CPU);
        }
        var found = new ArrayList<Device>();
        try {
            while (found.size() < MOST) {
                var device = new Device(found.size());
                try (var options = new OrtSession.SessionOptions()) {
                    add(device, options);
                    environment.createSession(probe(), options).close();
                }
                found.add(device);
            }
        } catch (OrtException e) {
            LOG.info("CUDA device {} does not answer ({}).", found.size(), firstLine(e));
        }
        LOG.info("Models run on {}.", found.isEmpty() ? "the CPU" : found.size() + " CUDA devices");
        return found.isEmpty() ? List.of(Device.CPU) : List.copyOf(found);
    }

    static void add(Device device, OrtSession.SessionOptions options) throws OrtException {
        if (!device.host()) {
            options.addCUDA(device.number());
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
