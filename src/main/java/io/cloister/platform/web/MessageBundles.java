package io.cloister.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** One bundle of texts per module, found by their place. */
@Configuration(proxyBeanMethods = false)
class MessageBundles {

    @Bean
    static MessageSource messageSource() throws IOException {
        Resource[] bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        source.setBasenames(Arrays.stream(bundles)
                .map(bundle -> Objects.requireNonNull(bundle.getFilename()).replaceFirst("(_.*)?\\.properties$", ""))
                .distinct()
                .sorted()
                .map("messages/"::concat)
                .toArray(String[]::new));
        return source;
    }
}
