package io.cloister.inference;

import io.cloister.inference.embedding.BuiltInEmbedding;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.quote.QuoteChatModel;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InferenceSettings.class)
class InferenceConfiguration {

    @Bean
    OnnxSessions onnxSessions(InferenceSettings settings) {
        return new OnnxSessions(settings.threads());
    }

    @Bean
    NativeWork nativeWork(InferenceSettings settings) {
        return new NativeWork(settings.parallelRuns(), settings.queueLimit());
    }

    @Bean
    TextEmbedding textEmbedding(OnnxSessions sessions, NativeWork work, InferenceSettings settings) {
        return BuiltInEmbedding.load(sessions, work, settings.queryPrefix(), settings.batchSize());
    }

    @Bean
    QuoteChatModel quoteChatModel(TextEmbedding embedding) throws IOException {
        try (InputStream tokenizer = BuiltInEmbedding.open(BuiltInEmbedding.TOKENIZER)) {
            return new QuoteChatModel(embedding, TextTokenizer.load(tokenizer));
        }
    }
}
