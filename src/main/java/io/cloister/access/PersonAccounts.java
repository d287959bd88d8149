package io.cloister.access;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds who wants to sign in. */
@Component
class PersonAccounts implements UserDetailsService {

    private final JdbcClient jdbc;

    PersonAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public UserDetails loadUserByUsername(String username) {
        return jdbc.sql(PersonRow.SELECT + " WHERE p.username = :username")
                .params(Map.of("username", username))
                .query((row, number) -> new SignedInPerson(PersonRow.map(row, number), row.getString("password")))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }
}
