;; As int8.wat, with the dot product of relaxed SIMD: one instruction for sixteen products, where the processor has it.
;; Its second operand must be 0…127 for the result to be the same everywhere: the probe is shifted by 64, and 64·Σq taken off
;; again with the row's sum, which the quantisation has kept.
;;
;; Four neighbouring rows at a time, so that scaling and storing are done for four at once: with so little arithmetic a row, that is
;; most of it, and four streams would be slower.
(module
  (import "env" "memory" (memory 1))

  ;; Sums of four vectors of 32-bit integers, in one: lane i is the sum of the i-th.
  (func $across4 (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result v128)
    (local.set $a ;; a0+a2 a1+a3 b0+b2 b1+b3
      (i32x4.add
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $b))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $b))))
    (local.set $c
      (i32x4.add
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $c) (local.get $d))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $c) (local.get $d))))
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $a) (local.get $c))
      (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $a) (local.get $c))))

  ;; Writes $count numbers to $out, four at a time: up to three more are written, and their rows read. $bytes: of a row, a multiple
  ;; of 32; the probe has as many. $scales, $sums: of the rows; $scale: of the probe.
  (func (export "scan")
    (param $row i32) (param $scales i32) (param $sums i32) (param $probe i32) (param $scale f32)
    (param $out i32) (param $count i32) (param $bytes i32)
    (local $r1 i32) (local $r2 i32) (local $r3 i32) (local $p i32) (local $end i32) (local $last i32)
    (local $x v128) (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $last (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (br_if $done (i32.eqz (local.get $count)))
      (loop $four
        (local.set $r1 (i32.add (local.get $row) (local.get $bytes)))
        (local.set $r2 (i32.add (local.get $r1) (local.get $bytes)))
        (local.set $r3 (i32.add (local.get $r2) (local.get $bytes)))
        (local.set $end (local.get $r1))
        (local.set $p (local.get $probe))
        (local.set $s0 (v128.const i32x4 0 0 0 0))
        (local.set $s1 (v128.const i32x4 0 0 0 0))
        (local.set $s2 (v128.const i32x4 0 0 0 0))
        (local.set $s3 (v128.const i32x4 0 0 0 0))
        (loop $along
          (local.set $x (v128.load offset=0 (local.get $p)))
          (local.set $s0 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=0 (local.get $row)) (local.get $x) (local.get $s0)))
          (local.set $s1 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=0 (local.get $r1)) (local.get $x) (local.get $s1)))
          (local.set $s2 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=0 (local.get $r2)) (local.get $x) (local.get $s2)))
          (local.set $s3 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=0 (local.get $r3)) (local.get $x) (local.get $s3)))
          (local.set $x (v128.load offset=16 (local.get $p)))
          (local.set $s0 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=16 (local.get $row)) (local.get $x) (local.get $s0)))
          (local.set $s1 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=16 (local.get $r1)) (local.get $x) (local.get $s1)))
          (local.set $s2 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=16 (local.get $r2)) (local.get $x) (local.get $s2)))
          (local.set $s3 (i32x4.relaxed_dot_i8x16_i7x16_add_s (v128.load offset=16 (local.get $r3)) (local.get $x) (local.get $s3)))
          (local.set $row (i32.add (local.get $row) (i32.const 32)))
          (local.set $r1 (i32.add (local.get $r1) (i32.const 32)))
          (local.set $r2 (i32.add (local.get $r2) (i32.const 32)))
          (local.set $r3 (i32.add (local.get $r3) (i32.const 32)))
          (local.set $p (i32.add (local.get $p) (i32.const 32)))
          (br_if $along (i32.lt_u (local.get $row) (local.get $end))))
        (v128.store (local.get $out)
          (f32x4.mul
            (f32x4.mul
              (f32x4.convert_i32x4_s
                (i32x4.sub
                (call $across4 (local.get $s0) (local.get $s1) (local.get $s2) (local.get $s3))
                (i32x4.shl (v128.load (local.get $sums)) (i32.const 6))))
              (v128.load (local.get $scales)))
            (f32x4.splat (local.get $scale))))
        (local.set $row (local.get $r3)) ;; which stands at the next row now
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $sums (i32.add (local.get $sums) (i32.const 16)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (br_if $four (i32.lt_u (local.get $out) (local.get $last))))))
)
