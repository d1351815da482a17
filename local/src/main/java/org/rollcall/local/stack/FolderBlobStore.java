package org.rollcall.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of S3Proxy in a folder, with these differences:
 *
 * <ul>
 *   <li>All buckets and objects are private. S3Proxy serves public objects without a signature, and
 *       a file that a user copies into the folder would be public if everyone may read it.
 *   <li>Objects that are being written, or were left by a killed process, are not listed. A link
 *       without a target does not prevent a list.
 *   <li>A conditional put is atomic. Objects also have a version if the file system has no extended
 *       attributes, in which S3Proxy stores the ETag.
 *   <li>The failure of a file is recorded, and its message is the error's.
 * </ul>
 */
final class FolderBlobStore extends ForwardingBlobStore {

  private static final int SERVER_ERROR = 500;
  private static final int PRECONDITION_FAILED = 412;

  private final Path folder;
  private final FileFaults faults;

  FolderBlobStore(Path folder, FileFaults faults) {
    super(new FilesystemNio2BlobStore(folder.toString()));
    this.folder = folder;
    this.faults = faults;
  }

  @Override
  public BucketCannedACL getContainerAccess(String bucket) {
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key, String version) {
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    Path bucket = folder.resolve(request.bucket());
    return Files.isDirectory(bucket)
        ? call(bucket, () -> ObjectList.read(bucket, request, faults))
        : super.list(request);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    if (UnfinishedObjects.isUnfinished(request.key())) {
      throw S3Exceptions.invalidArgument(
          "A key must not end with a UUID: the names of unfinished objects do.");
    }
    Supplier<PutObjectResponse> put =
        () -> call(file(request.bucket(), request.key()), () -> super.putBlob(request, content));
    return request.ifNoneMatch() == null && request.ifMatch() == null
        ? put.get()
        : oneAtATime(request, put);
  }

  /** S3Proxy checks a condition before it writes the object. Two threads could both find it met. */
  private synchronized PutObjectResponse oneAtATime(
      PutObjectRequest request, Supplier<PutObjectResponse> put) {
    if (request.ifMatch() != null) {
      HeadObjectResponse present = blobMetadataIfPresent(request.bucket(), request.key());
      if (present == null || !unquoted(present.eTag()).equals(unquoted(request.ifMatch()))) {
        throw S3Exceptions.fromStatusCode(PRECONDITION_FAILED);
      }
    }
    return put.get();
  }

  private static String unquoted(String eTag) {
    return eTag.replace("\"", "");
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    String version = version(file(request.bucket(), request.key()));
    HeadObjectResponse found = super.blobMetadata(request);
    return found.eTag() == null ? found.toBuilder().eTag(version).build() : found;
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    Path file = file(request.bucket(), request.key());
    // Before the content is opened, so that an old content never has a new version.
    String version = version(file);
    ResponseInputStream<GetObjectResponse> found = call(file, () -> super.getBlob(request));
    return found.response().eTag() == null
        ? new ResponseInputStream<>(
            found.response().toBuilder().eTag(version).build(), AbortableInputStream.create(found))
        : found;
  }

  /** The version of a file that has no extended attributes with its ETag. */
  private static String version(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return Integer.toHexString(
          Objects.hash(found.fileKey(), found.lastModifiedTime(), found.size()));
    } catch (IOException e) {
      // The caller fails as well.
      return "";
    }
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return call(file(request.bucket(), request.key()), () -> super.removeBlob(request));
  }

  private Path file(String bucket, String key) {
    return folder.resolve(bucket).resolve(key);
  }

  /** S3Proxy wraps the exceptions of files. */
  private <T> T call(Path file, Supplier<T> request) {
    try {
      return request.get();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        String message =
            String.valueOf(
                faults
                    .failed(cause, failedFile(cause, file), FileFaults.reason(cause))
                    .getMessage());
        throw S3Exception.builder()
            .statusCode(SERVER_ERROR)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("InternalError").errorMessage(message).build())
            .message(message)
            .build();
      }
      throw e;
    }
  }

  /** The file that an exception names, unless it is that of an unfinished object. */
  private static Path failedFile(IOException e, Path object) {
    return e instanceof FileSystemException named
            && named.getFile() != null
            && !UnfinishedObjects.isUnfinished(named.getFile())
        ? Path.of(named.getFile())
        : object;
  }
}
