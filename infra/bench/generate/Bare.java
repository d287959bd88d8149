import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The least that a Java program must do to write with a model folder: ONNX Runtime's own Java API, caches given as input
 * and as pinned output, the largest logit each time. Arguments: folder, prompt tokens, new tokens, threads,
 * repetitions.
 */
public final class Bare {

    private static final int CHUNK = 256;

    private static OrtEnvironment environment;
    private static OrtSession session;
    private static final Map<String, OnnxTensor> PAST = new LinkedHashMap<>();
    private static final Map<String, OnnxTensor> PRESENT = new LinkedHashMap<>();

    public static void main(String[] arguments) throws Exception {
        int prompt = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        environment = OrtEnvironment.getEnvironment();
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(Integer.parseInt(arguments[3]));
        session = environment.createSession(arguments[0] + "/model.onnx", options);
        int capacity = prompt + count;
        for (var input : session.getInputInfo().entrySet()) {
            if (input.getKey().startsWith("past_key_values.")) {
                long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
                long[] whole = {1, shape[1], capacity, shape[3]};
                var memory = direct((int) (shape[1] * capacity * shape[3] * Float.BYTES)).asFloatBuffer();
                OnnxTensor cache = OnnxTensor.createTensor(environment, memory, whole);
                PAST.put(input.getKey(), cache);
                PRESENT.put(input.getKey().replace("past_key_values.", "present."), cache);
            }
        }
        long end = System.nanoTime() + 3_000_000_000L; // to warm up
        do {
            write(prompt, count);
        } while (System.nanoTime() < end);
        int repeat = Integer.parseInt(arguments[4]);
        double[][] runs = new double[3][repeat];
        for (int i = 0; i < repeat; i++) {
            double[] run = write(prompt, count);
            for (int j = 0; j < runs.length; j++) {
                runs[j][i] = run[j];
            }
        }
        for (double[] figures : runs) {
            Arrays.sort(figures);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"prefill_tokens_per_s\":%f,\"decode_tokens_per_s\":%f,\"total_tokens_per_s\":%f}%n",
                runs[0][repeat / 2],
                runs[1][repeat / 2],
                runs[2][repeat / 2]);
    }

    private static double[] write(int prompt, int count) throws Exception {
        int vocabulary = (int) ((TensorInfo) session.getOutputInfo().get("logits").getInfo()).getShape()[2];
        FloatBuffer logits = direct(vocabulary * Float.BYTES).asFloatBuffer();
        PRESENT.put("logits", OnnxTensor.createTensor(environment, logits, new long[] {1, 1, vocabulary}));
        long[] ids = new Random().longs(prompt, 0, vocabulary).toArray();
        long start = System.nanoTime();
        int token = 0;
        for (int at = 0; at < prompt; at += CHUNK) {
            int end = Math.min(prompt, at + CHUNK);
            token = step(Arrays.copyOfRange(ids, at, end), end, logits);
        }
        long read = System.nanoTime();
        for (int i = 1; i < count; i++) {
            token = step(new long[] {token}, prompt + i, logits);
        }
        long written = System.nanoTime();
        return new double[] {
            1e9 * prompt / (read - start), 1e9 * (count - 1) / (written - read), 1e9 * count / (written - start)
        };
    }

    private static int step(long[] ids, int total, FloatBuffer logits) throws Exception {
        long[] mask = new long[total];
        Arrays.fill(mask, 1);
        var inputs = new LinkedHashMap<>(PAST);
        inputs.put("input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length}));
        inputs.put("attention_mask", OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), new long[] {1, total}));
        session.run(inputs, Set.of(), PRESENT).close();
        inputs.get("input_ids").close();
        inputs.get("attention_mask").close();
        int best = 0;
        for (int i = 1; i < logits.capacity(); i++) {
            if (logits.get(i) > logits.get(best)) {
                best = i;
            }
        }
        return best;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
