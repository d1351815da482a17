package org.rollcall.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.rollcall.aws.Bucket;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 in this process, upon a folder: each bucket a subfolder, each object a plain file. It keeps no
 * versions of an object.
 *
 * <p>Only this machine reaches it, and of what runs there only who has its key, with which every
 * request must be signed.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /** The bucket that is made when it is not there. */
  public static final String BUCKET = "rollcall";

  private final S3Proxy server;
  private final S3Client client;
  private final OpenMark openMark;

  private EmbeddedS3(S3Proxy server, S3Client client, OpenMark openMark) {
    this.server = server;
    this.client = client;
    this.openMark = openMark;
  }

  /** Starts a server with a key of its own. */
  public static EmbeddedS3 start(Path folder) {
    return start(folder, 0, ServerKey.random());
  }

  /**
   * Starts the server.
   *
   * @param folder the folder of the buckets, which exists; no other process may serve it
   * @param port where it is had, or 0 for any that is free
   * @param key what clients sign with
   * @throws DataFolderException if the folder cannot be served
   */
  public static EmbeddedS3 start(Path folder, int port, ServerKey key) {
    try {
      OwnerOnlyFiles.makeFolder(folder.resolve(BUCKET));
      var openMark = OpenMark.beside(folder);
      if (openMark.isLeftBehind()) {
        UnfinishedObjects.sweep(folder);
      }
      openMark.set();
      S3Proxy server =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(AuthenticationType.AWS_V4, key.id(), key.secret())
              .blobStore(new PrivateBlobStore(new FilesystemNio2BlobStore(folder.toString())))
              .jettyMaxThreads(32)
              .stopTimeout(0)
              .build();
      server.start();
      return new EmbeddedS3(server, clientOf(uriOf(server), key), openMark);
    } catch (Exception e) {
      throw new DataFolderException(
          "The objects in %s cannot be served (%s).".formatted(folder, e.getMessage()), e);
    }
  }

  /** The server's address, for clients of its own; buckets stand in the path. */
  public URI uri() {
    return uriOf(server);
  }

  /** A client of this server, for any number of threads. */
  public S3Client client() {
    return client;
  }

  /** Stops the server and ends the client. */
  @Override
  public void close() {
    client.close();
    try {
      server.stop();
      openMark.clear();
    } catch (Exception e) {
      throw new DataFolderException("The objects' server did not stop.", e);
    }
  }

  private static URI uriOf(S3Proxy server) {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  private static S3Client clientOf(URI uri, ServerKey key) {
    return S3Client.builder()
        .endpointOverride(uri)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(key.credentials())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(Bucket.settings())
        .build();
  }

  /** A file that is there while the objects are served; left behind, the process was killed. */
  private record OpenMark(Path file) {

    static OpenMark beside(Path folder) {
      return new OpenMark(folder.resolveSibling(folder.getFileName() + ".open"));
    }

    boolean isLeftBehind() {
      return Files.exists(file);
    }

    void set() throws IOException {
      OwnerOnlyFiles.makeFile(file);
    }

    void clear() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
