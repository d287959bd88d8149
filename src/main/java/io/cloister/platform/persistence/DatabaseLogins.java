package io.cloister.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Passwords of the three logins of the embedded cluster: its superuser, the owner of the tables, and the portal, which
 * owns nothing. Made at the first start and kept in a file that only the owner of the process reads.
 */
record DatabaseLogins(String superuser, String owner, String portal) {

    static final String SUPERUSER_NAME = "postgres";
    static final String OWNER_NAME = "cloister_owner";
    static final String PORTAL_NAME = "cloister_portal";

    static boolean exist(Path keys) {
        return Files.exists(file(keys));
    }

    static DatabaseLogins readOrCreate(Path keys) {
        try {
            return exist(keys) ? read(file(keys)) : create(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseLogins read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new DatabaseLogins(
                properties.getProperty("superuser", ""),
                properties.getProperty("owner", ""),
                properties.getProperty("portal", ""));
    }

    private static DatabaseLogins create(Path keys) throws IOException {
        Files.createDirectories(
                keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        DatabaseLogins logins = new DatabaseLogins(password(), password(), password());
        Path file = Files.createFile(
                file(keys), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file, "superuser=%s%nowner=%s%nportal=%s%n".formatted(logins.superuser, logins.owner, logins.portal));
        return logins;
    }

    private static Path file(Path keys) {
        return keys.resolve("database.properties");
    }

    private static String password() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "DatabaseLogins[…]";
    }
}
