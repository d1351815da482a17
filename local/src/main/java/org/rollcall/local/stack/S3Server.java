package org.rollcall.local.stack;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.rollcall.local.endpoint.ServerKey;

/**
 * S3 for other programs. It listens on the loopback address. Every request must be signed with the
 * server's key, and use path-style access.
 */
public final class S3Server implements AutoCloseable {

  private final S3Proxy server;

  private S3Server(S3Proxy server) {
    this.server = server;
  }

  static S3Server start(Path folder, BlobStore store, int port, ServerKey key) {
    try {
      S3Proxy server =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(AuthenticationType.AWS_V4, key.id(), key.secret())
              .blobStore(store)
              .jettyMaxThreads(32)
              .stopTimeout(0)
              .build();
      server.start();
      return new S3Server(server);
    } catch (Exception e) {
      throw new DataFolderException(
          e, DataFolderError.OBJECTS_NOT_SERVED, folder, String.valueOf(e.getMessage()));
    }
  }

  /** The address of the server. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new DataFolderException(
          e, DataFolderError.OBJECTS_SERVER_NOT_STOPPED, String.valueOf(e.getMessage()));
    }
  }
}
