package io.cloister.platform.web;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Says of any failure what the person may know. Refusals of our own carry their sentence; those of the framework get one
 * of ours, since theirs name classes; anything else is a fault, told by a number that leads to the log.
 */
@Component
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final MessageSource messages;

    Refusals(MessageSource messages) {
        this.messages = messages;
    }

    Refusal of(Throwable failure, Locale locale) {
        return switch (failure) {
            case Problem problem -> new Refusal(problem.type(), problem.sentence(), problem.parameter());
            case AccessDeniedException _ -> refusal(ProblemType.FORBIDDEN, locale);
            case AuthenticationException _ -> refusal(ProblemType.SIGN_IN_REQUIRED, locale);
            case MaxUploadSizeExceededException _ -> refusal(ProblemType.TOO_LARGE, locale);
            case BindException invalid -> new Refusal(ProblemType.INVALID_INPUT, fields(invalid, locale));
            case MethodArgumentTypeMismatchException mismatch
            when inPath(mismatch) -> refusal(ProblemType.NOT_FOUND, locale);
            case TypeMismatchException _, HttpMessageNotReadableException _, MultipartException _ ->
                refusal(ProblemType.INVALID_INPUT, locale);
            case CannotCreateTransactionException down -> unavailable(down, locale);
            case DataAccessResourceFailureException down -> unavailable(down, locale);
            case AsyncRequestTimeoutException _ -> refusal(ProblemType.UNAVAILABLE, locale);
            case ErrorResponse response
            when response.getStatusCode().is4xxClientError() ->
                ofStatus(HttpStatus.valueOf(response.getStatusCode().value()), locale);
            default -> fault(failure, locale);
        };
    }

    /** For what the container or the security chain refused with a bare status. */
    Refusal ofStatus(HttpStatus status, Locale locale) {
        ProblemType type = switch (status) {
            case UNAUTHORIZED -> ProblemType.SIGN_IN_REQUIRED;
            case FORBIDDEN -> ProblemType.FORBIDDEN;
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case BAD_REQUEST -> ProblemType.INVALID_INPUT;
            case CONFLICT -> ProblemType.CONFLICT;
            case CONTENT_TOO_LARGE -> ProblemType.TOO_LARGE;
            case SERVICE_UNAVAILABLE -> ProblemType.UNAVAILABLE;
            case INTERNAL_SERVER_ERROR -> ProblemType.INTERNAL;
            default ->
                new ProblemType(
                        status.name().toLowerCase(Locale.ROOT).replace('_', '-'), status, status.getReasonPhrase());
        };
        return refusal(type, locale);
    }

    private Refusal refusal(ProblemType type, Locale locale) {
        String key = "platform.problem." + type.name();
        String general = type.status().is5xxServerError() ? "platform.problem.fault" : "platform.problem.refused";
        String sentence = Objects.requireNonNullElse(messages.getMessage(key, null, "", locale), "");
        return new Refusal(type, sentence.isEmpty() ? messages.getMessage(general, null, locale) : sentence);
    }

    private Refusal unavailable(Exception cause, Locale locale) {
        log.error("The database does not answer: {}", cause.getMessage());
        return refusal(ProblemType.UNAVAILABLE, locale);
    }

    private Refusal fault(Throwable failure, Locale locale) {
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        log.error("Fault {}", number, failure);
        return new Refusal(
                ProblemType.INTERNAL, messages.getMessage("platform.problem.internal", new Object[] {number}, locale));
    }

    private String fields(BindException invalid, Locale locale) {
        String list = invalid.getFieldErrors().stream()
                .map(error -> error.getField() + ": " + (error.isBindingFailure() ? "?" : error.getDefaultMessage()))
                .sorted()
                .collect(Collectors.joining("; "));
        return messages.getMessage("platform.problem.fields", new Object[] {list}, locale);
    }

    private static boolean inPath(MethodArgumentTypeMismatchException mismatch) {
        return mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    }
}
