/** Administration of users outside of jobs: loading users, and erasing a person. */
@NullMarked
package org.rollcall.local.admin;

import org.jspecify.annotations.NullMarked;
