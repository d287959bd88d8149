package io.cloister.platform;

import java.net.URI;
import org.springframework.http.HttpStatus;

/**
 * A kind of refusal that clients can rely on: the {@code type} of an RFC 9457 problem document.
 *
 * @param name the last part of the type's address, lower case with hyphens; never changes once published
 * @param status the HTTP status it is answered with
 * @param title a short sentence without specifics
 */
public record ProblemType(String name, HttpStatus status, String title) {

    public static final ProblemType SIGN_IN_REQUIRED =
            new ProblemType("sign-in-required", HttpStatus.UNAUTHORIZED, "You are not signed in");
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", HttpStatus.FORBIDDEN, "Not permitted");
    /** Also for what exists but may not be seen: the answer must not tell the two apart. */
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", HttpStatus.NOT_FOUND, "Not found");

    public static final ProblemType INVALID_INPUT =
            new ProblemType("invalid-input", HttpStatus.BAD_REQUEST, "The request cannot be understood");
    public static final ProblemType CONFLICT =
            new ProblemType("conflict", HttpStatus.CONFLICT, "The request contradicts the present state");
    public static final ProblemType TOO_LARGE =
            new ProblemType("too-large", HttpStatus.CONTENT_TOO_LARGE, "The upload is too large");
    public static final ProblemType TOO_MANY_REQUESTS =
            new ProblemType("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "Too much at the same time");
    public static final ProblemType STORAGE_FULL =
            new ProblemType("storage-full", HttpStatus.INSUFFICIENT_STORAGE, "The disk is full");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Not available at the moment");
    public static final ProblemType INTERNAL =
            new ProblemType("internal", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong inside Cloister");

    public URI uri() {
        return URI.create("urn:cloister:problem:" + name);
    }
}
