package io.cloister.knowledge;

import io.cloister.inference.TextEmbedding;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

@TestConfiguration(proxyBeanMethods = false)
class KnowledgeTestConfiguration {

    @Bean
    KnowledgeHouse knowledgeHouse(Environment environment) {
        return new KnowledgeHouse(environment);
    }

    /** These tests are about who finds what; how well is measured with the real model elsewhere. */
    @Bean
    @Primary
    TextEmbedding hashedWords() {
        return new HashedWords();
    }

    @Bean
    @Primary
    TextEmbedding.Models hashedWordsForEverySpace(TextEmbedding hashedWords) {
        return id -> hashedWords;
    }
}
