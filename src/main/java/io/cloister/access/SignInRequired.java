package io.cloister.access;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.session.InvalidSessionStrategy;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What happens to a request without a signed-in person: a program gets a problem document, a browser the sign-in page,
 * which says so where a session has expired.
 */
@Component
@ConditionalOnWebApplication
class SignInRequired implements AuthenticationEntryPoint, InvalidSessionStrategy {

    private final HandlerExceptionResolver resolver;

    SignInRequired(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws java.io.IOException {
        answer(request, response, "/login", "Sign in, then try again.");
    }

    @Override
    public void onInvalidSessionDetected(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
        // A new session replaces the stale cookie, or the sign-in page itself would end up here again.
        request.getSession();
        answer(request, response, "/login?expired", "Your session has expired. Sign in again; what you typed is kept.");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String page, String sentence)
            throws java.io.IOException {
        if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            resolver.resolveException(request, response, null, new Problem(ProblemType.SIGN_IN_REQUIRED, sentence));
        } else {
            response.sendRedirect(request.getContextPath() + page);
        }
    }
}
