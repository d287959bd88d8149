package io.cloister.knowledge;

import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.ingestion.Chunker;
import io.cloister.knowledge.isolation.IsolatedReader;
import io.cloister.knowledge.retrieval.SearchLimits;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KnowledgeSettings.class)
class KnowledgeConfiguration {

    @Bean
    IsolatedReader isolatedReader(KnowledgeSettings settings) {
        return new IsolatedReader(settings.readerLimits());
    }

    @Bean
    Chunker chunker(TextEmbedding embedding) {
        return new Chunker(embedding::countTokens);
    }

    @Bean
    SearchLimits searchLimits(KnowledgeSettings settings) {
        return new SearchLimits(settings.exactSearchLimit());
    }

    /** Reads a form when its handler asks for it, so that the handler can tell and record what is wrong with it. */
    @Bean
    StandardServletMultipartResolver multipartResolver() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }
}
