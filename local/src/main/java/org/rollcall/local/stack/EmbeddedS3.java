package org.rollcall.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ClientLimits;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 in this process, with its data in a folder. Each bucket is a subfolder, each object a file.
 * There is no versioning.
 *
 * <p>The server listens on the loopback address. Every request must be signed with its key.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /** The name of the bucket. */
  public static final String BUCKET = "rollcall";

  private final S3Proxy server;
  private final S3Client client;

  /** A file that exists while the folder is served. If it exists at start, a process was killed. */
  private final Path openMark;

  private EmbeddedS3(S3Proxy server, S3Client client, Path openMark) {
    this.server = server;
    this.client = client;
    this.openMark = openMark;
  }

  /** Starts the server. Creates the bucket if it does not exist. */
  static EmbeddedS3 start(Path folder, int port, ServerKey key) {
    return start(folder, true, port, key, new FileFaults());
  }

  /**
   * Starts the server.
   *
   * @param folder the folder of the buckets, which must exist. No other process may use it
   * @param isNew whether to create the bucket if it does not exist
   * @param port the port, or 0 for any free port
   * @param key the credentials of clients
   * @param faults receives failures of files
   * @throws DataFolderException if the folder cannot be served
   */
  public static EmbeddedS3 start(
      Path folder, boolean isNew, int port, ServerKey key, FileFaults faults) {
    try {
      Path bucket = folder.resolve(BUCKET);
      if (isNew) {
        OwnerOnlyFiles.createFolder(bucket);
      } else if (!Files.isDirectory(bucket.toRealPath())) {
        throw new NotDirectoryException(bucket.toString());
      }
      Path openMark = folder.resolveSibling(folder.getFileName() + ".open");
      if (Files.exists(openMark)) {
        UnfinishedObjects.delete(folder);
      }
      OwnerOnlyFiles.createFile(openMark);
      S3Proxy server =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(AuthenticationType.AWS_V4, key.id(), key.secret())
              .blobStore(new FolderBlobStore(folder, faults))
              .jettyMaxThreads(32)
              .stopTimeout(0)
              .build();
      server.start();
      return new EmbeddedS3(server, clientOf(uriOf(server), key, faults), openMark);
    } catch (IOException e) {
      throw FileFaults.diskFull(e, folder)
          .orElseGet(
              () ->
                  new DataFolderException(
                      e, DataFolderError.OBJECTS_NOT_SERVED, folder, DataFolder.reason(e)));
    } catch (Exception e) {
      throw new DataFolderException(
          e, DataFolderError.OBJECTS_NOT_SERVED, folder, String.valueOf(e.getMessage()));
    }
  }

  /** The address of the server. Clients must use path-style access. */
  public URI uri() {
    return uriOf(server);
  }

  /** A thread-safe client of this server. */
  public S3Client client() {
    return client;
  }

  /** The bucket of the stack. */
  public Bucket bucket() {
    return new Bucket(client, BUCKET);
  }

  /** Closes the client and stops the server. */
  @Override
  public void close() {
    client.close();
    try {
      server.stop();
      Files.deleteIfExists(openMark);
    } catch (Exception e) {
      throw new DataFolderException(
          e, DataFolderError.OBJECTS_SERVER_NOT_STOPPED, String.valueOf(e.getMessage()));
    }
  }

  private static URI uriOf(S3Proxy server) {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  private static S3Client clientOf(URI uri, ServerKey key, FileFaults faults) {
    return S3Client.builder()
        .endpointOverride(uri)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(key.credentials())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            ClientLimits.forLocalService(Bucket.clientConfiguration()).toBuilder()
                .addExecutionInterceptor(new FileFaultInterceptor(faults))
                .build())
        .build();
  }
}
