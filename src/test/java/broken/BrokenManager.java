package broken;

import ai.onnxruntime.OrtEnvironment;
import io.cloister.inference.TextGeneration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;

/** Breaks one rule with each member. */
@Configuration
public class BrokenManager {

    @Autowired
    @Nullable Prompt prompt;

    @Value("${broken}")
    @Nullable String value;

    @Nullable OrtEnvironment environment;

    @Nullable TextGeneration generation;

    List<Instant> now() {
        return Stream.of(Instant.now()).collect(Collectors.toList());
    }
}
