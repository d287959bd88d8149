package io.cloister.inference;

import io.cloister.inference.decoder.EngineLimits;
import io.cloister.inference.embedding.BuiltInEmbedding;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.quote.QuoteGeneration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
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
    EngineLimits engineLimits(InferenceSettings settings) {
        return settings.engines();
    }

    @Bean
    BuiltInEmbedding builtInEmbedding(OnnxSessions sessions, NativeWork work, InferenceSettings settings) {
        return BuiltInEmbedding.load(sessions, work, settings.queryPrefix(), settings.batchSize());
    }

    @Bean
    TextEmbedding textEmbedding(BuiltInEmbedding builtIn) {
        return builtIn.embedding();
    }

    @Bean
    QuoteGeneration quoteGeneration(BuiltInEmbedding builtIn) {
        return new QuoteGeneration(builtIn.embedding(), builtIn.tokenizer());
    }
}
