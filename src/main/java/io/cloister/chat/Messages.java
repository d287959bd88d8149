package io.cloister.chat;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Row-level security leaves only those of the signed-in person. */
interface Messages extends JpaRepository<Message, UUID> {

    List<Message> findByConversationIdOrderByCreatedAt(UUID conversationId);

    List<Message> findTop5ByConversationIdAndAuthorOrderByCreatedAtDesc(UUID conversationId, Message.Author author);
}
