package io.cloister.inference;

import io.cloister.inference.decoder.EngineLimits;
import io.cloister.inference.embedding.BuiltInEmbedding;
import io.cloister.inference.embedding.EncoderRuntime;
import io.cloister.inference.embedding.EncoderScheduler;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.quote.QuoteGeneration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InferenceConfiguration {

    @Bean
    OnnxSessions onnxSessions(InferenceSettings settings) {
        return new OnnxSessions(settings.threads(), settings.replicas());
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
    EncoderScheduler encoderScheduler(OnnxSessions sessions, InferenceSettings settings) {
        return new EncoderScheduler(sessions.cores(), settings.queueLimit(), settings.tokensPerRun());
    }

    @Bean
    EncoderRuntime encoderRuntime(OnnxSessions sessions, EncoderScheduler scheduler, InferenceSettings settings) {
        return new EncoderRuntime(sessions, scheduler, settings.eightBitEncoders());
    }

    @Bean
    BuiltInEmbedding builtInEmbedding(EncoderRuntime runtime, InferenceSettings settings) {
        return BuiltInEmbedding.load(runtime, settings.queryPrefix());
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
