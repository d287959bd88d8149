package io.cloister.inference.decoder;

import io.cloister.inference.onnx.DecoderSession;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.nio.file.Path;

/** A decoder in memory with all that belongs to it. */
record LoadedDecoder(ModelConfig config, TextTokenizer tokenizer, DecoderSession session) implements AutoCloseable {

    /** Small files first: what is wrong with them shows before gigabytes are read. */
    static LoadedDecoder load(Path path, OnnxSessions sessions) throws UnusableFolderException {
        var folder = new DecoderFolder(path);
        ModelConfig config = folder.config();
        Path graph = folder.graph();
        TextTokenizer tokenizer = folder.tokenizer();
        try {
            return new LoadedDecoder(config, tokenizer, sessions.openDecoder(graph));
        } catch (UnusableGraphException e) {
            tokenizer.close();
            throw UnusableFolderException.unfit(DecoderFolder.GRAPH, e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        session.close();
    }
}
