package org.rollcall.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
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
 *   <li>The failure of a file is recorded, and its message is the error's.
 * </ul>
 */
final class FolderBlobStore extends ForwardingBlobStore {

  private static final int SERVER_ERROR = 500;

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
    return request.ifNoneMatch() == null ? put.get() : oneAtATime(put);
  }

  /** S3Proxy checks the condition before it writes the object. Two threads could both find none. */
  private synchronized PutObjectResponse oneAtATime(Supplier<PutObjectResponse> put) {
    return put.get();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return call(file(request.bucket(), request.key()), () -> super.getBlob(request));
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
