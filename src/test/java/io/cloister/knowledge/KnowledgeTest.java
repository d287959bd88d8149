package io.cloister.knowledge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/** The whole application on a real database, with a {@link KnowledgeHouse} and a small upload limit. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cloister.knowledge.max-upload=1MB",
            "cloister.knowledge.intake.heartbeat=500ms",
            "cloister.knowledge.intake.retry-after=50ms"
        })
@AutoConfigureMockMvc
@Import(KnowledgeTestConfiguration.class)
@ResourceLock("knowledge")
public @interface KnowledgeTest {}
