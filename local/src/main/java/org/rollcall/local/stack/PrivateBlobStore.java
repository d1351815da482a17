package org.rollcall.local.stack;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * Buckets and objects of which none is public. S3Proxy answers a request without a signature where
 * the file's mode lets everybody read, as that of a file that somebody copies into the folder does.
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
