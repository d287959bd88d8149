package io.cloister.chat;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Row-level security leaves only those of the signed-in person. */
interface Conversations extends JpaRepository<Conversation, UUID> {

    List<Conversation> findTop200ByOrderByUpdatedAtDesc();
}
