package io.cloister.audit.sealing;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** Seals again and again on a thread of its own, so that no other task delays it. */
@Component
@EnableConfigurationProperties(SealingSettings.class)
@ConditionalOnBooleanProperty(name = "cloister.audit.sealing-enabled", matchIfMissing = true)
class SealingSchedule implements SmartLifecycle {

    /** Before the web server starts and after it stops, which have higher phases. */
    private static final int PHASE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(SealingSchedule.class);

    private final TrailSealer sealer;
    private final SealingSettings settings;
    private @Nullable ThreadPoolTaskScheduler scheduler;
    private @Nullable String trouble;

    SealingSchedule(TrailSealer sealer, SealingSettings settings) {
        this.sealer = sealer;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        ThreadPoolTaskScheduler started = new ThreadPoolTaskScheduler();
        started.setThreadNamePrefix("audit-sealer-");
        started.setWaitForTasksToCompleteOnShutdown(true);
        started.setAwaitTerminationSeconds(10);
        started.initialize();
        var _ = started.scheduleWithFixedDelay(this::pass, settings.sealInterval());
        scheduler = started;
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Says once, not four times a second, what keeps the sealer from its work, and that it goes on. */
    private void pass() {
        try {
            sealer.sealPending();
            if (trouble != null) {
                LOG.info("The audit trail is being sealed again");
                trouble = null;
            }
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(trouble)) {
                LOG.error("The audit trail cannot be sealed at present; events wait: {}", message, e);
                trouble = message;
            }
        }
    }
}
