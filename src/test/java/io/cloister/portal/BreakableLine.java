package io.cloister.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A line to the portal that breaks after so many bytes towards it, and stays broken until it is mended. */
final class BreakableLine implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final URI portal;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    BreakableLine(URI portal) throws IOException {
        this.portal = portal;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://localhost:" + entrance.getLocalPort());
    }

    void breakAfter(long bytes) {
        left.set(bytes);
    }

    void mend() {
        left.set(Long.MAX_VALUE);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void join(Socket near) {
        try (near;
                Socket far = new Socket(portal.getHost(), portal.getPort())) {
            open.add(far);
            Thread.ofVirtual().start(() -> answer(far, near));
            byte[] buffer = new byte[BUFFER];
            InputStream in = near.getInputStream();
            for (int read = in.read(buffer); read >= 0 && left.addAndGet(-read) > 0; read = in.read(buffer)) {
                far.getOutputStream().write(buffer, 0, read);
            }
            if (left.get() <= 0) {
                cut();
            }
        } catch (IOException e) {
            // One of the two ends is gone; so is the other now.
        }
    }

    private static void answer(Socket far, Socket near) {
        try (near;
                far;
                OutputStream out = near.getOutputStream()) {
            far.getInputStream().transferTo(out);
        } catch (IOException e) {
            // As above.
        }
    }

    /** All of them: a browser sends once more through another that is still open. */
    private void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
