package io.cloister.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import io.cloister.platform.RefusalForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refusals in OpenAI's shape, from which its clients make typed errors. */
@Component
public class OpenAiRefusals implements RefusalForm {

    OpenAiRefusals() {}

    @Override
    public String path() {
        return "/v1/";
    }

    @Override
    public Document body(ProblemType type, String sentence, @Nullable String parameter) {
        return new Document(new Refused(
                sentence, kind(type.status().value()), parameter, type.name().replace('-', '_')));
    }

    /** The same for a refusal that comes when the answer has begun. */
    public Document body(Problem problem) {
        return body(problem.type(), problem.sentence(), problem.parameter());
    }

    private static String kind(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    /** What is sent. */
    public record Document(Refused error) {}

    /** @param code the {@link ProblemType}'s name, with underscores */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Refused(
            String message, String type, @Nullable String param, String code) {}
}
