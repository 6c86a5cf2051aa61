;; Samples that are weighted means of pixels (RGBA), along one axis and then the other. Weights are 32-bit numbers in 256ths that sum to
;; 256, `taps` a sample; `first` is the first pixel that counts, or negative for a sample outside the picture, which is black. Opaque.
(module
  (import "env" "memory" (memory 1))

  ;; Rows $begin … $end − 1 of the picture at $from, which is $width wide, to rows of $count samples at $to.
  (func (export "across")
    (param $from i32) (param $width i32) (param $begin i32) (param $end i32)
    (param $first i32) (param $weights i32) (param $taps i32) (param $count i32) (param $to i32)
    (local $sample i32) (local $weight i32) (local $stop i32) (local $at i32) (local $row i32) (local $out i32) (local $sum v128)
    (local.set $row
      (i32.add (local.get $from) (i32.shl (i32.mul (local.get $begin) (local.get $width)) (i32.const 2))))
    (local.set $out
      (i32.add (local.get $to) (i32.shl (i32.mul (local.get $begin) (local.get $count)) (i32.const 2))))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $begin) (local.get $end)))
        (local.set $sample (i32.const 0))
        (local.set $weight (local.get $weights))
        (loop $samples
          (local.set $at
            (i32.load (i32.add (local.get $first) (i32.shl (local.get $sample) (i32.const 2)))))
          (local.set $stop (i32.add (local.get $weight) (i32.shl (local.get $taps) (i32.const 2))))
          (if (i32.lt_s (local.get $at) (i32.const 0))
            (then
              (i32.store (local.get $out) (i32.const 0xff000000))
              (local.set $weight (local.get $stop)))
            (else
              (local.set $at (i32.add (local.get $row) (i32.shl (local.get $at) (i32.const 2))))
              (local.set $sum (i16x8.splat (i32.const 128)))
              (loop $tap
                (local.set $sum
                  (i16x8.add
                    (local.get $sum)
                    (i16x8.mul
                      (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $at)))
                      (i16x8.splat (i32.load (local.get $weight))))))
                (local.set $at (i32.add (local.get $at) (i32.const 4)))
                (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
                (br_if $tap (i32.lt_u (local.get $weight) (local.get $stop))))
              (local.set $sum (i16x8.shr_u (local.get $sum) (i32.const 8)))
              (i32.store (local.get $out)
                (i32.or
                  (i32x4.extract_lane 0 (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
                  (i32.const 0xff000000)))))
          (local.set $out (i32.add (local.get $out) (i32.const 4)))
          (local.set $sample (i32.add (local.get $sample) (i32.const 1)))
          (br_if $samples (i32.lt_u (local.get $sample) (local.get $count))))
        (local.set $row (i32.add (local.get $row) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $begin (i32.add (local.get $begin) (i32.const 1)))
        (br $rows))))

  ;; The picture at $from, which is $width wide, to $count rows at $to. Four pixels at a time: reads and writes up to 12 bytes behind the
  ;; last, which in all rows but the last are written again.
  (func (export "down")
    (param $from i32) (param $width i32) (param $first i32) (param $weights i32) (param $taps i32) (param $count i32) (param $to i32)
    (local $weight i32) (local $stop i32) (local $at i32) (local $row i32) (local $out i32) (local $rowEnd i32)
    (local $low v128) (local $high v128) (local $pixels v128) (local $share v128)
    (local.set $rowEnd (local.get $to))
    (block $done
      (loop $rows
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (local.set $out (local.get $rowEnd))
        (local.set $rowEnd (i32.add (local.get $rowEnd) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $row (i32.load (local.get $first)))
        (local.set $first (i32.add (local.get $first) (i32.const 4)))
        (local.set $stop (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 2))))
        (if (i32.lt_s (local.get $row) (i32.const 0))
          (then
            (loop $black
              (v128.store (local.get $out) (i32x4.splat (i32.const 0xff000000)))
              (local.set $out (i32.add (local.get $out) (i32.const 16)))
              (br_if $black (i32.lt_u (local.get $out) (local.get $rowEnd)))))
          (else
            (local.set $row
              (i32.add (local.get $from) (i32.shl (i32.mul (local.get $row) (local.get $width)) (i32.const 2))))
            (loop $four
              (local.set $at (local.get $row))
              (local.set $weight (local.get $weights))
              (local.set $low (i16x8.splat (i32.const 128)))
              (local.set $high (local.get $low))
              (loop $tap
                (local.set $pixels (v128.load (local.get $at)))
                (local.set $share (i16x8.splat (i32.load (local.get $weight))))
                (local.set $low
                  (i16x8.add
                    (local.get $low)
                    (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $pixels)) (local.get $share))))
                (local.set $high
                  (i16x8.add
                    (local.get $high)
                    (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $pixels)) (local.get $share))))
                (local.set $at (i32.add (local.get $at) (i32.shl (local.get $width) (i32.const 2))))
                (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
                (br_if $tap (i32.lt_u (local.get $weight) (local.get $stop))))
              (v128.store (local.get $out)
                (v128.or
                  (i32x4.splat (i32.const 0xff000000))
                  (i8x16.narrow_i16x8_u
                    (i16x8.shr_u (local.get $low) (i32.const 8))
                    (i16x8.shr_u (local.get $high) (i32.const 8)))))
              (local.set $row (i32.add (local.get $row) (i32.const 16)))
              (local.set $out (i32.add (local.get $out) (i32.const 16)))
              (br_if $four (i32.lt_u (local.get $out) (local.get $rowEnd))))))
        (local.set $weights (local.get $stop))
        (br $rows)))))
