package org.rollcall.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.rollcall.aws.Bucket;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 in this process, with its data in a folder. Each bucket is a subfolder, each object a file.
 * There is no versioning. Other programs reach it through its {@link #serve server}.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /** The name of the bucket. */
  public static final String BUCKET = "rollcall";

  private final Path folder;
  private final FolderS3Client client;

  /** A file that exists while the folder is in use. If it exists at start, a process was killed. */
  private final Path openMark;

  private EmbeddedS3(Path folder, FolderS3Client client, Path openMark) {
    this.folder = folder;
    this.client = client;
    this.openMark = openMark;
  }

  /** Opens a folder. Creates the bucket if it does not exist. */
  static EmbeddedS3 open(Path folder) {
    return open(folder, true, new FileFaults());
  }

  /**
   * Opens a folder.
   *
   * @param folder the folder of the buckets, which must exist. No other process may use it
   * @param isNew whether to create the bucket if it does not exist
   * @param faults receives failures of files
   * @throws DataFolderException if the folder cannot be used
   */
  public static EmbeddedS3 open(Path folder, boolean isNew, FileFaults faults) {
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
      return new EmbeddedS3(
          folder, new FolderS3Client(new FolderBlobStore(folder, faults), faults), openMark);
    } catch (IOException e) {
      throw FileFaults.diskFull(e, folder)
          .orElseGet(
              () ->
                  new DataFolderException(
                      e, DataFolderError.OBJECTS_NOT_SERVED, folder, DataFolder.reason(e)));
    }
  }

  /**
   * Starts a server for other programs.
   *
   * @param port the port, or 0 for any free port
   * @param key the credentials of clients
   * @throws DataFolderException if the server cannot be started
   */
  public S3Server serve(int port, ServerKey key) {
    return S3Server.start(folder, client.store(), port, key);
  }

  /** A thread-safe client, which works without the server. */
  public S3Client client() {
    return client;
  }

  /**
   * The content of an object.
   *
   * @param name the name of the bucket
   * @throws IOException if there is no such object
   */
  public byte[] read(String name, String key) throws IOException {
    return new Bucket(client, name)
        .get(key)
        .orElseThrow(() -> new IOException("The specified key does not exist: " + key));
  }

  /** The bucket of the stack. */
  public Bucket bucket() {
    return new Bucket(client, BUCKET);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(openMark);
    } catch (IOException e) {
      throw new DataFolderException(
          e, DataFolderError.OBJECTS_SERVER_NOT_STOPPED, String.valueOf(e.getMessage()));
    }
  }
}
