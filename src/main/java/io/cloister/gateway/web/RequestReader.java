package io.cloister.gateway.web;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.json.JsonMapper;

/** Reads what programs send, and names the parameter that is wrong. */
@Component
class RequestReader {

    private static final ParameterNames NAMES = new ParameterNames();

    private final JsonMapper json;
    private final Validator validator;
    private final int most;

    RequestReader(JsonMapper json, Validator validator, GatewaySettings settings) {
        this.json = json;
        this.validator = validator;
        this.most = Math.toIntExact(settings.maxRequestSize().toBytes());
    }

    /** @throws Problem {@code invalid-input}, {@code unsupported-parameter} or {@code too-large} */
    <T extends OpenAiRequest> T read(HttpServletRequest request, Class<T> type) throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "The request has more than %,d bytes; send less, or ask your administrator about the limit."
                            .formatted(most));
        }
        T read = parse(body, type);
        validator.validate(read).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(RequestReader::refuse);
        read.refuseOthers();
        return read;
    }

    private <T> T parse(byte[] body, Class<T> type) {
        try {
            T read = json.readValue(body, type);
            if (read == null) {
                throw new Problem(ProblemType.INVALID_INPUT, "The body is null; send a JSON object.");
            }
            return read;
        } catch (DatabindException e) {
            String parameter = place(e.getPath());
            if (parameter.isEmpty()) {
                throw new Problem(ProblemType.INVALID_INPUT, "The body is no JSON object as it is wanted here.", e);
            }
            throw OpenAiRequest.invalid(parameter, "%s is of the wrong type.".formatted(parameter));
        } catch (JacksonException e) {
            throw new Problem(ProblemType.INVALID_INPUT, "The body is no JSON. Send a JSON object in UTF-8.", e);
        }
    }

    private static void refuse(ConstraintViolation<?> violation) {
        String parameter = NAMES.of(violation.getPropertyPath().toString()).replaceFirst("\\[\\d+].<map.*", "");
        throw OpenAiRequest.invalid(parameter, "%s %s.".formatted(parameter, violation.getMessage()));
    }

    private static String place(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step -> step.getPropertyName() == null
                        ? "[%d]".formatted(step.getIndex())
                        : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** As they are written in JSON. */
    private static final class ParameterNames extends SnakeCaseStrategy {

        private static final long serialVersionUID = 1L;

        String of(String name) {
            return translate(name);
        }
    }
}
