package io.cloister.gateway;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The one answer to a request without a key that can be used, whatever is wrong with it. */
@Component
@ConditionalOnWebApplication
class KeyRequired implements AuthenticationEntryPoint {

    private static final ProblemType INVALID_KEY =
            new ProblemType("invalid-api-key", HttpStatus.UNAUTHORIZED, "No usable key");

    private final HandlerExceptionResolver resolver;

    KeyRequired(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        resolver.resolveException(
                request,
                response,
                null,
                new Problem(
                        INVALID_KEY,
                        "No usable API key was sent. Send one as 'Authorization: Bearer cl_…'; you make it in the"
                                + " portal, under API keys."));
    }
}
