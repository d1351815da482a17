/** KMS with one HMAC key. */
package org.rollcall.local.endpoint.kms;
