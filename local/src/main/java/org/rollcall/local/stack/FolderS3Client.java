package org.rollcall.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A client of S3 that calls the store in this process, without HTTP and without retries. It throws
 * the exceptions of the SDK. If a file fails, their cause is the {@link DataFolderException}. It
 * supports what {@link org.rollcall.aws.Bucket} calls. See D-187.
 */
@UsesAwsSdk
record FolderS3Client(BlobStore store, FileFaults faults) implements S3Client {

  private static final int MIN_SERVER_ERROR = 500;

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> reader) {
    return call("GetObject", () -> read(store.getBlob(request), reader));
  }

  private static <T> T read(
      ResponseInputStream<GetObjectResponse> object,
      ResponseTransformer<GetObjectResponse, T> reader) {
    boolean isLeftOpen = false;
    try {
      T result = reader.transform(object.response(), AbortableInputStream.create(object, () -> {}));
      isLeftOpen = reader.needsConnectionLeftOpen();
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NonRetryableException.create("interrupted while an object was read", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw NonRetryableException.create("an object could not be read", e);
    } finally {
      if (!isLeftOpen) {
        close(object);
      }
    }
  }

  private static void close(InputStream object) {
    try {
      object.close();
    } catch (IOException e) {
      throw NonRetryableException.create("an object could not be closed", e);
    }
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody content) {
    PutObjectRequest complete =
        request.toBuilder()
            .contentLength(content.optionalContentLength().orElse(request.contentLength()))
            .build();
    return call(
        "PutObject",
        () -> {
          try (InputStream bytes = content.contentStreamProvider().newStream()) {
            return store.putBlob(complete, bytes);
          } catch (IOException e) {
            throw NonRetryableException.create("the content of an object could not be read", e);
          }
        });
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return call("DeleteObject", () -> store.removeBlob(request));
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return call("ListObjectsV2", () -> store.list(request));
  }

  @Override
  public ListBucketsResponse listBuckets() {
    return call("ListBuckets", store::list);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    store.close();
  }

  /** Exceptions of the caller's own code are wrapped, as the SDK does. */
  private <T> T call(String operation, Supplier<T> request) {
    try {
      T response = request.get();
      InvocationUsage.current().addRequest("S3", operation);
      return response;
    } catch (AwsServiceException e) {
      if (e.statusCode() < MIN_SERVER_ERROR) {
        InvocationUsage.current().addRequest("S3", operation);
        throw e;
      }
      Optional<DataFolderException> failure = faults.failure();
      throw failure.isPresent() ? e.toBuilder().cause(failure.get()).build() : e;
    } catch (SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      throw NonRetryableException.create(String.valueOf(e.getMessage()), e);
    }
  }
}
