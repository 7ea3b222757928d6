<?php
// Install WordPress in the folder that the first word names and give it its posts, which come as JSON on the standard
// input: title, slug, day, excerpt and content of each; all of them in the category of the second and third word.

define( 'WP_INSTALLING', true );

// Nobody is told that there is a new site; WordPress keeps a function that is there before its own.
function wp_mail() {
	return true;
}

list( , $site, $name, $slug ) = $argv;
require $site . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// Nor is it tried over the network whether addresses without a question mark work.
add_filter( 'pre_http_request', fn() => new WP_Error( 'no_network', 'There is no network here.' ) );

wp_install( 'WordPress', 'admin', 'admin@localhost.invalid', true, '', wp_generate_password( 24 ) );
update_option( 'permalink_structure', '/%postname%/' );
delete_option( 'rewrite_rules' ); // the first page makes them anew, for these addresses
wp_set_current_user( 1 );
wp_delete_post( 1, true ); // what WordPress says of itself to begin with

$category = wp_insert_term( $name, 'category', array( 'slug' => $slug ) );
foreach ( json_decode( stream_get_contents( STDIN ) ) as $post ) {
	$made = wp_insert_post(
		wp_slash(
			array(
				'post_status'   => 'publish',
				'post_author'   => 1,
				'post_title'    => $post->title,
				'post_name'     => $post->slug,
				'post_date'     => $post->day . ' 08:00:00',
				'post_excerpt'  => $post->excerpt,
				'post_content'  => $post->content,
				'post_category' => array( $category['term_id'] ),
			)
		),
		true
	);
	if ( is_wp_error( $made ) ) {
		fwrite( STDERR, $made->get_error_message() . "\n" );
		exit( 1 );
	}
}
