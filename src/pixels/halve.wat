;; A picture at half its size, each pixel the mean of four, rounded. Four of the new pixels at a time.
(module
  (import "env" "memory" (memory 1))

  ;; Of $width × $height pixels (RGBA) at $from, to the same place; an odd last row or column is dropped. Opaque. Reads up to 24 bytes
  ;; behind the last; what is written lies before what is still to be read.
  (func (export "halve") (param $from i32) (param $width i32) (param $height i32)
    (local $out i32) (local $end i32) (local $above i32) (local $below i32) (local $rowEnd i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end
      (i32.add
        (local.get $from)
        (i32.shl
          (i32.mul (i32.shr_u (local.get $width) (i32.const 1)) (i32.shr_u (local.get $height) (i32.const 1)))
          (i32.const 2))))
    (local.set $rowEnd (local.get $from))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $rowEnd) (local.get $end)))
        ;; What four pixels wrote beyond the row before is written again.
        (local.set $out (local.get $rowEnd))
        (local.set $rowEnd
          (i32.add (local.get $rowEnd) (i32.shl (i32.shr_u (local.get $width) (i32.const 1)) (i32.const 2))))
        (local.set $above (local.get $from))
        (local.set $below (i32.add (local.get $from) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $from (i32.add (local.get $from) (i32.shl (local.get $width) (i32.const 3))))
        (loop $four
          ;; Sums of two rows, two pixels each, 16 bits a channel.
          (local.set $a
            (i16x8.add
              (i16x8.extend_low_i8x16_u (v128.load (local.get $above)))
              (i16x8.extend_low_i8x16_u (v128.load (local.get $below)))))
          (local.set $b
            (i16x8.add
              (i16x8.extend_high_i8x16_u (v128.load (local.get $above)))
              (i16x8.extend_high_i8x16_u (v128.load (local.get $below)))))
          (local.set $c
            (i16x8.add
              (i16x8.extend_low_i8x16_u (v128.load offset=16 (local.get $above)))
              (i16x8.extend_low_i8x16_u (v128.load offset=16 (local.get $below)))))
          (local.set $d
            (i16x8.add
              (i16x8.extend_high_i8x16_u (v128.load offset=16 (local.get $above)))
              (i16x8.extend_high_i8x16_u (v128.load offset=16 (local.get $below)))))
          (v128.store (local.get $out)
            (v128.or
              (i32x4.splat (i32.const 0xff000000))
              (i8x16.narrow_i16x8_u
                (call $mean
                  (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $b))
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $b)))
                (call $mean
                  (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $c) (local.get $d))
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $c) (local.get $d))))))
          (local.set $above (i32.add (local.get $above) (i32.const 32)))
          (local.set $below (i32.add (local.get $below) (i32.const 32)))
          (local.set $out (i32.add (local.get $out) (i32.const 16)))
          (br_if $four (i32.lt_u (local.get $out) (local.get $rowEnd))))
        (br $row))))

  (func $mean (param $left v128) (param $right v128) (result v128)
    (i16x8.shr_u
      (i16x8.add (i16x8.add (local.get $left) (local.get $right)) (i16x8.splat (i32.const 2)))
      (i32.const 2))))
