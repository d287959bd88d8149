package io.cloister.audit.recording;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells the client under which id its act stands in the trail, once it truly does. Of an act with two records it is the
 * first, to which the other points.
 */
@Component
class AuditReceipt {

    private static final String HEADER = "Audit-Receipt";

    void handOutAfterCommit(UUID eventId) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getResponse() != null) {
            HttpServletResponse response = attributes.getResponse();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    if (!response.isCommitted() && !response.containsHeader(HEADER)) {
                        response.setHeader(HEADER, eventId.toString());
                    }
                }
            });
        }
    }
}
