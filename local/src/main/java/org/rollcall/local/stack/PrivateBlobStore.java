package org.rollcall.local.stack;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * A blob store that reports all buckets and objects as private. S3Proxy serves public objects
 * without a signature. Without this class, a file that a user copies into the folder would be
 * public if its file permissions allow everyone to read it.
 */
final class PrivateBlobStore extends ForwardingBlobStore {

  PrivateBlobStore(BlobStore objects) {
    super(objects);
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
}
