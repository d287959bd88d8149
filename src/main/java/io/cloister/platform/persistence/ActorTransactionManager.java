package io.cloister.platform.persistence;

import io.cloister.platform.Actor;
import io.cloister.platform.CurrentActor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells the database, at the start of each transaction, on whose behalf it works, so that row-level security can hold
 * whatever the program above it does. The setting is local to the transaction: a pooled connection never carries it to
 * the next borrower.
 */
final class ActorTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient JdbcClient jdbc;
    private final transient CurrentActor currentActor;

    ActorTransactionManager(JdbcClient jdbc, CurrentActor currentActor) {
        this.jdbc = jdbc;
        this.currentActor = currentActor;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        try {
            String actor = currentActor
                    .find()
                    .map(Actor::actorId)
                    .map(Object::toString)
                    .orElse("");
            jdbc.sql("SELECT set_config('cloister.actor', :actor, true)")
                    .param("actor", actor)
                    .query(String.class)
                    .single();
        } catch (RuntimeException | Error e) {
            doCleanupAfterCompletion(transaction);
            throw e;
        }
    }
}
